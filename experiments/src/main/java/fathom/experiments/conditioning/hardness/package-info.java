/** Random deep networks as targets: how the correlation of pairs falls with depth (theorem 53), and whether gradient descent learns them. */
package fathom.experiments.conditioning.hardness;
