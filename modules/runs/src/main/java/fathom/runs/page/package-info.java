/**
 * One self-contained HTML page for the result of a run: the answer, the figure that shows it and the verdicts first, then sections, then
 * data and settings. Nothing is loaded from elsewhere; a page reads, prints and follows light or dark without its script.
 */
package fathom.runs.page;
