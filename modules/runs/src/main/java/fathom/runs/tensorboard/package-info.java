/** Scalars in TensorBoard's event files. */
package fathom.runs.tensorboard;
