/** Mori and Ueda: networks and kernels by depth on local and global targets, and a section for each further claim. */
package fathom.experiments.localglobal;
