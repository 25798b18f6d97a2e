/** How an experiment is written: a question, settings, sections; everything a user meets is assembled from these. */
package fathom.runs.experiment;
