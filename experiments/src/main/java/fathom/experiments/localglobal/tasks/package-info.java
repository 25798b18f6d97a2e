/** Targets beyond the paper, by their names. */
package fathom.experiments.localglobal.tasks;
