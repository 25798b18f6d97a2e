package fathom.bench.peer;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The libraries that users would otherwise pick. All are optional: the Maven profile {@code peers} fetches them. */
public enum Peer {
    OPENBLAS,
    MKL,
    EJML,
    NETLIB;

    /** Name in tables and options. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it runs on several threads; the others are measured on one only. */
    public boolean threaded() {
        return this == OPENBLAS || this == MKL;
    }

    /** Whether it is a Java library, at most a third as fast as the native ones and so left out of the largest products. */
    public boolean slow() {
        return this == EJML || this == NETLIB;
    }

    /** Whether its files are there. */
    public boolean present() {
        return switch (this) {
            case OPENBLAS -> Files.exists(natives("openblas").resolve("libopenblas.so.0"));
            case MKL -> Files.exists(natives("mkl").resolve("libmkl_rt.so.2"));
            case EJML -> exists("org.ejml.dense.row.CommonOps_DDRM");
            case NETLIB -> exists("dev.ludovic.netlib.blas.BLAS");
        };
    }

    /** Folder of the unpacked native libraries of one peer, beside the folder of the jar that this class came in. */
    static Path natives(String peer) {
        Path jar = Path.of(URI.create(
                Peer.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        return jar.resolve("../../peers/native/org/bytedeco")
                .resolve(peer)
                .resolve("linux-x86_64")
                .normalize();
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, Peer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The kernels that this library chose on this machine, as it names them. */
    public String kernels(int threads) throws Throwable {
        return switch (this) {
            case OPENBLAS -> NativeBlas.openBlas(threads).openBlasKernels();
            case MKL -> NativeBlas.mkl(threads).mklKernels();
            case EJML, NETLIB -> "Java";
        };
    }

    /** This library's product of the problem. */
    public Contender contender(Problem problem, int threads) throws Throwable {
        return switch (this) {
            case OPENBLAS -> NativeBlas.openBlas(threads).contender(problem);
            case MKL -> NativeBlas.mkl(threads).contender(problem);
            case EJML -> Ejml.contender(problem);
            case NETLIB -> Netlib.contender(problem);
        };
    }
}
