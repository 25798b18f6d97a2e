/** Tables, figures and reports made from results. */
package fathom.runs.report;
