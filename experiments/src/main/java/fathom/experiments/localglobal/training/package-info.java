/** Networks whose learning rate is chosen on held-out samples. */
package fathom.experiments.localglobal.training;
