/** Claim 4 exactly: local and global values under kernel regression, in pairs. */
package fathom.experiments.localglobal.schur;
