package fathom.runs.experiment;

import java.util.EnumSet;
import java.util.Set;

/** The options of a run: the one list that every command line of experiments offers and explains. */
public enum RunOption {
    PRESET("--preset", "NAME", "Where to start from (default: the experiment's first)."),
    CONFIG("--config", "FILE", "Settings instead of a preset's: a saved config.json, or a JSON object of keys."),
    SET_FROM("--set-from", "RUN", "The settings of another run, such as spectra/quick."),
    SEEDS("--seeds", "N|LIST", "Seeds 1 to N, or those listed."),
    NAME(
            "--name",
            "NAME",
            "The run's folder below the experiment's (default: the preset with the values that differ)."),
    OUT("--out", "DIR", "The results' root (default: results)."),
    DATA("--data", "DIR", "Published data sets (default: FATHOM_DATA, if set)."),
    SCRATCH("--scratch", "DIR", "Where long trials keep what they have so far (default: in the run's folder)."),
    JOBS("--jobs", "N", "Trials at once (default: as many as threads)."),
    THREADS("--threads", "N", "Threads in all (default: one a processor)."),
    TIME_LIMIT("--time-limit", "TIME", "Stop after so long, such as 90s, 30m or 2h; the same command goes on."),
    FAIL_FAST("--fail-fast", "", "Stop at the first trial that fails; without it the others go on."),
    TAG("--tag", "TEXT", "A word kept in the run's environment.json."),
    WATCH("--watch", "", "Show the runs in a browser while this one runs, as 'fathom serve' does."),
    SHARD("--shard", "K/N", "Run the K-th of N parts of the trials, for job arrays; 'fathom merge' unites them."),
    EXECUTOR("--executor", "NAME", "Where trials run: local (default) or spark."),
    MASTER(
            "--master",
            "ADDRESS",
            "The cluster of --executor spark, such as spark://host:7077 or local-cluster[2,1,1024]."),
    REUSE_OLDER("--reuse-older", "", "Keep finished trials that other code made; without it they run again."),
    DRY_RUN("--dry-run", "", "List the trials that are left, and run none.");

    private final String word;
    private final String label;
    private final String words;

    RunOption(String word, String label, String words) {
        this.word = word;
        this.label = label;
        this.words = words;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** What its value is, such as DIR; empty for an option without one. */
    public String label() {
        return label;
    }

    /** What it does. */
    public String words() {
        return words;
    }

    public boolean isFlag() {
        return label.isEmpty();
    }

    /** Those that make sense where the settings come from elsewhere than a preset and the keys alone. */
    public static Set<RunOption> ofAnyRun() {
        return EnumSet.complementOf(EnumSet.of(PRESET, CONFIG, SET_FROM, DATA, SCRATCH));
    }
}
