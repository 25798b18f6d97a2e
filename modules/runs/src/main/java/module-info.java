/** Trials, ledgers, resume, progress, figures and reports. Knows no matrix and no network. */
module fathom.runs {
    requires com.google.common;
    requires tools.jackson.databind;
    requires me.tongfei.progressbar;
    requires org.apache.commons.statistics.distribution;
    requires xchart;

    exports fathom.runs;
}
