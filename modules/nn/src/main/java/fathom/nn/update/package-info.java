/** Optimisers at work: loops over a network's parameters, their gradient and the optimiser's state. */
package fathom.nn.update;
