/** Condition numbers of the kernels of random networks of finite width, beside those of infinite width. */
package fathom.experiments.conditioning.width;
