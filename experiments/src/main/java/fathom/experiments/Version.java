package fathom.experiments;

import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints: the one that the build wrote into the module descriptor. */
final class Version implements IVersionProvider {

    Version() {}

    static String number() {
        return Main.class.getModule().getDescriptor().rawVersion().orElse("(unpackaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"fathom " + number()};
    }
}
