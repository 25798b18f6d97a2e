/**
 * Sweeps on a cluster: trials travel as {@link fathom.cluster.Parcel}s and come back as {@link fathom.cluster.Parcel.Reply}s, and the ledger
 * stays on the machine that asked. {@code fathom.cluster.spark} sends them by Apache Spark; it is compiled by {@code -Pcluster} alone.
 */
package fathom.cluster;
