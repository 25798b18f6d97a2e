/** The command line and the experiments: the only place where data, limits, networks and runs meet. */
module fathom.experiments {
    requires transitive fathom.data;
    requires transitive fathom.limit;
    requires transitive fathom.runs;
    requires com.google.common;
    requires info.picocli;
    requires java.compiler;
    requires jdk.compiler; // users' own experiments are source files
    requires java.management;
    requires org.apache.commons.csv;
    requires tools.jackson.databind;

    exports fathom.experiments.profile;
    exports fathom.experiments.profile.sample;

    opens fathom.experiments.cli to
            info.picocli;
    opens fathom.experiments.conditioning to
            tools.jackson.databind;
    opens fathom.experiments.fractal to
            tools.jackson.databind;
    opens fathom.experiments.kernelregression to
            tools.jackson.databind;
    opens fathom.experiments.localglobal to
            tools.jackson.databind;
    opens fathom.experiments.normalisedrelu to
            tools.jackson.databind;
    opens fathom.experiments.profile to
            tools.jackson.databind;
    opens fathom.experiments.profile.sample to
            tools.jackson.databind;
    opens fathom.experiments.spectra to
            tools.jackson.databind;
}
