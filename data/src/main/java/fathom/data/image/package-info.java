/** Sets of labelled images from the files in which they are published: IDX (MNIST, Fashion-MNIST) and CIFAR-10's binary records. */
package fathom.data.image;
