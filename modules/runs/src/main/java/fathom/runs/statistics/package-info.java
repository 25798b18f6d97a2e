/** Means with intervals, and the verdicts that intervals allow. */
package fathom.runs.statistics;
