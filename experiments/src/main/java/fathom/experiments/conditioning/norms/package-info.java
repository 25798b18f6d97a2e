/** Theorems 13, 38 and 60: inputs whose length is not 1. */
package fathom.experiments.conditioning.norms;
