/** Samples, targets and words of local and global problems. */
package fathom.experiments.localglobal.problem;
