/** Convolution and pooling of images that lie pixel by pixel, all channels of a pixel together. */
package fathom.simd.image;
