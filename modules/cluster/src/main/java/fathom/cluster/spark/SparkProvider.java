package fathom.cluster.spark;

import fathom.runs.ExecutorProvider;

/** Finds Spark clusters by their master's address. */
public final class SparkProvider implements ExecutorProvider {

    /** For the service loader. */
    public SparkProvider() {}

    @Override
    public String addresses() {
        return "spark://host:port, local[n], local-cluster[workers,cores,MB], yarn or k8s://...";
    }

    @Override
    public boolean answersTo(String address) {
        return address.startsWith("spark://")
                || address.startsWith("local")
                || address.equals("yarn")
                || address.startsWith("k8s://");
    }

    @Override
    public Connection connect(String address) {
        return SparkExecutor.connect(address);
    }
}
