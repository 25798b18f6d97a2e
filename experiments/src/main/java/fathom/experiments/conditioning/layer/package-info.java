/** What one layer does to the correlation and the lengths of two inputs, and the inputs themselves. */
package fathom.experiments.conditioning.layer;
