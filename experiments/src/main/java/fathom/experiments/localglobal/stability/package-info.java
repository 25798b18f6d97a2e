/** Claim 6: how often answers change when points move, and networks trained on random labels. */
package fathom.experiments.localglobal.stability;
