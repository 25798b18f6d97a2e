/** Claim 5: from feature learning to lazy training, by output scale and by width. */
package fathom.experiments.localglobal.lazy;
