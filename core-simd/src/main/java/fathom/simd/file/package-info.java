/** Small codecs for exchange with Python: NumPy's .npy and .npz, and safetensors. */
package fathom.simd.file;
