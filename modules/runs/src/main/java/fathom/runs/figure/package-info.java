/**
 * Figures: panels of marks on linear, logarithmic or categorical axes, heat maps and forest plots, and one writer that draws them as SVG.
 * Plain values go in, text comes out; nothing here knows an experiment.
 */
package fathom.runs.figure;
