/** Trials, ledgers, resume, progress, figures and reports. Knows no matrix and no network. */
module fathom.runs {
    requires com.google.common;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires me.tongfei.progressbar;
    requires org.apache.commons.statistics.distribution;

    uses fathom.runs.ExecutorProvider;

    exports fathom.runs.compare;
    exports fathom.runs.experiment;
    exports fathom.runs.figure;
    exports fathom.runs.page;
    exports fathom.runs.progress;
    exports fathom.runs.report;
    exports fathom.runs.results;
    exports fathom.runs.serve;
    exports fathom.runs.settings;
    exports fathom.runs.statistics;
    exports fathom.runs.verdict;
    exports fathom.runs;
}
