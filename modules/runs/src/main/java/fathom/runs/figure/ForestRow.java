package fathom.runs.figure;

/**
 * One effect of a forest plot.
 *
 * @param group rows of one group stand below its heading; empty for none
 * @param label which effect
 * @param estimate its value, NaN if it is not known
 * @param low the lower end of its interval; not finite if unknown
 * @param high the upper end
 */
record ForestRow(String group, String label, double estimate, double low, double high) {}
