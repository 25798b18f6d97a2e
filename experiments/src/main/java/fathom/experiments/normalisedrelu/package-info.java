/** Deep networks with NormReLU and without normalisation layers, after Agarwal, Awasthi and Kale (2021), section 7. */
package fathom.experiments.normalisedrelu;
