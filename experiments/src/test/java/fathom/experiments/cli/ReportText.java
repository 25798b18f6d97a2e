package fathom.experiments.cli;

/** What a reader sees of a report. */
final class ReportText {

    private ReportText() {}

    /** The page without its script. */
    static String of(String report) {
        return report.replaceAll("(?s)<script.*?</script>", "");
    }
}
