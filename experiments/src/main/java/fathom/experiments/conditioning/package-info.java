/** Agarwal, Awasthi and Kale (2021): how depth conditions the kernels of networks, bounds beside exact values, and at finite width. */
package fathom.experiments.conditioning;
