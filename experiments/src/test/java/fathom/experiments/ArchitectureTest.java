package fathom.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Formatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of docs/architecture.md that module descriptors and Maven do not hold by themselves. */
class ArchitectureTest {

    private static final String INCUBATOR = "jdk.incubator.vector..";

    /** What is exact, or touches no number: everything else in Math is a transcendental function, which differs between machines. */
    private static final Set<String> EXACT = ImmutableSet.of(
            "sqrt",
            "fma",
            "abs",
            "min",
            "max",
            "rint",
            "floor",
            "ceil",
            "round",
            "signum",
            "copySign",
            "clamp",
            "scalb",
            "getExponent",
            "ulp",
            "nextUp",
            "nextDown",
            "nextAfter",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "multiplyHigh",
            "unsignedMultiplyHigh",
            "multiplyFull",
            "toIntExact",
            "incrementExact",
            "decrementExact",
            "negateExact",
            "floorDiv",
            "floorMod",
            "ceilDiv",
            "ceilDivExact",
            "ceilMod",
            "absExact");

    private static final int LONGEST_FILE = 400;

    private static final JavaClasses MAIN = main();

    /** The classes of all modules that experiments requires, from their own folders and none of them a test. */
    private static JavaClasses main() {
        List<Path> folders = Stream.of(
                        "core-simd", "data", "ntk", "modules/nn", "modules/limit", "modules/runs", "experiments")
                .map(module -> root().resolve(module).resolve("target/classes"))
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }

    /** The project's folder: the nearest one above that has the launcher. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("core-simd")) || !Files.exists(folder.resolve("modules"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void theClassesOfSevenModulesAreSeen() {
        Set<String> rooms = MAIN.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 1)
                .map(parts -> parts[1])
                .collect(Collectors.toSet());
        assertEquals(Set.of("simd", "data", "ntk", "nn", "limit", "runs", "experiments"), rooms);
    }

    @Test
    void onlyVectorClassesOfCoreSimdKnowTheIncubator() {
        noClasses()
                .that(describe(
                        "are not Vector... classes of core-simd",
                        type -> !(type.getPackageName().startsWith("fathom.simd") && isVector(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INCUBATOR)
                .check(MAIN);
    }

    private static boolean isVector(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().startsWith("Vector");
    }

    @Test
    void theWingsDoNotSeeEachOther() {
        for (String wing : List.of("data", "ntk", "nn", "runs")) {
            classes()
                    .that()
                    .resideInAPackage("fathom." + wing + "..")
                    .should()
                    .onlyDependOnClassesThat(describe(
                            "lie in the wing itself, in core-simd or outside Fathom",
                            type -> !type.getPackageName().startsWith("fathom.")
                                    || type.getPackageName().equals("fathom." + wing)
                                    || type.getPackageName().startsWith("fathom." + wing + ".")
                                    || type.getPackageName().startsWith("fathom.simd") && !wing.equals("runs")))
                    .check(MAIN);
        }
    }

    @Test
    void theLimitSeesNetworksAndKernelsOnly() {
        classes()
                .that()
                .resideInAPackage("fathom.limit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "fathom.limit..", "fathom.nn..", "fathom.ntk..", "fathom.simd..")
                .check(MAIN);
    }

    /** Calls and method references alike: Math::tanh computes as much as Math.tanh(x). */
    private static final ArchRule EXACT_MATH = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "a method of Math or StrictMath that is not exact",
                    access -> access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget method
                            && isMath(method.getOwner())
                            && !EXACT.contains(method.getName())));

    @Test
    void noTranscendentalFunctionOfTheJdk() {
        EXACT_MATH.check(MAIN);
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "a transcendental VectorOperator",
                        access -> access.getTarget().getOwner().getName().equals("jdk.incubator.vector.VectorOperators")
                                && TRANSCENDENTAL.contains(access.getTarget().getName())))
                .check(MAIN);
    }

    private static final Set<String> TRANSCENDENTAL = ImmutableSet.of(
            "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH", "EXP", "EXPM1", "LOG",
            "LOG10", "LOG1P", "POW", "CBRT", "HYPOT");

    private static boolean isMath(JavaClass owner) {
        return owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class);
    }

    /** What takes the machine's locale when it is given none, by owner. */
    private static final Map<Class<?>, Set<String>> LOCALISED = Map.of(
            String.class,
            Set.of("format", "formatted", "toUpperCase", "toLowerCase"),
            Formatter.class,
            Set.of("<init>"),
            PrintStream.class,
            Set.of("format", "printf"),
            PrintWriter.class,
            Set.of("format", "printf"),
            Console.class,
            Set.of("format", "printf"),
            DecimalFormat.class,
            Set.of("<init>"),
            NumberFormat.class,
            Set.of(
                    "getInstance",
                    "getNumberInstance",
                    "getIntegerInstance",
                    "getPercentInstance",
                    "getCompactNumberInstance"),
            SimpleDateFormat.class,
            Set.of("<init>"),
            DateTimeFormatter.class,
            Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime"),
            Scanner.class,
            Set.of("<init>"));

    /** Digits, decimal points and letters are those of Locale.ROOT, wherever a run happens. */
    private static final ArchRule ROOT_LOCALE = noClasses()
            .should()
            .accessTargetWhere(describe("a method that formats by the machine's locale", ArchitectureTest::localised));

    private static boolean localised(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget method
                && LOCALISED.entrySet().stream()
                        .anyMatch(entry -> method.getOwner().isEquivalentTo(entry.getKey())
                                && entry.getValue().contains(method.getName()))
                && method.getRawParameterTypes().stream()
                        .noneMatch(type ->
                                type.isEquivalentTo(Locale.class) || type.isEquivalentTo(DecimalFormatSymbols.class));
    }

    @Test
    void nothingIsFormattedByTheMachinesLocale() {
        ROOT_LOCALE.check(MAIN);
    }

    /** What the laws forbid, in every form; each method is one violation. */
    @SuppressWarnings({"unused", "resource"})
    private static final class Outlaws {

        static double called(double x) {
            return Math.tanh(x);
        }

        static DoubleUnaryOperator referred() {
            return Math::tanh;
        }

        static DoubleUnaryOperator inALambda() {
            return x -> StrictMath.exp(x);
        }

        static String format(double x) {
            return String.format("%.2f", x);
        }

        static String formatted(double x) {
            return "%.2f".formatted(x);
        }

        static UnaryOperator<String> upper() {
            return String::toUpperCase;
        }

        static String lower(String x) {
            return x.toLowerCase();
        }

        static Formatter formatter() {
            return new Formatter(new StringBuilder());
        }

        static void printed(PrintStream out) {
            out.printf("%d", 1);
        }

        static String decimal() {
            return new DecimalFormat("0.0").format(1);
        }
    }

    /** What they allow. */
    @SuppressWarnings({"unused", "resource"})
    private static final class Citizens {

        static double exact(double x) {
            return Math.sqrt(Math.fma(x, x, StrictMath.abs(x)));
        }

        static DoubleUnaryOperator referred() {
            return Math::rint;
        }

        static String format(double x) {
            return String.format(Locale.ROOT, "%.2f", x).toUpperCase(Locale.ROOT);
        }

        static void printed(PrintStream out) {
            out.printf(Locale.ROOT, "%d", 1);
            out.println(new Formatter(Locale.ROOT));
        }
    }

    @Test
    void theLawsSeeCallsReferencesAndLambdas() {
        assertEquals(Set.of("called", "referred", "inALambda"), outlaws(EXACT_MATH, Outlaws.class));
        assertEquals(
                Set.of("format", "formatted", "upper", "lower", "formatter", "printed", "decimal"),
                outlaws(ROOT_LOCALE, Outlaws.class));
        assertEquals(Set.of(), outlaws(EXACT_MATH, Citizens.class));
        assertEquals(Set.of(), outlaws(ROOT_LOCALE, Citizens.class));
    }

    /** The methods of a class that break a law. */
    private static Set<String> outlaws(ArchRule law, Class<?> type) {
        Set<String> methods = new HashSet<>();
        law.evaluate(new ClassFileImporter().importClasses(type))
                .handleViolations((Collection<JavaAccess<?>> accesses, String _) -> accesses.forEach(
                        access -> methods.add(access.getOrigin().getName())));
        return methods;
    }

    @Test
    void noReductionInAnOrderOfTheMachine() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "reduceLanes", access -> access.getTarget().getName().equals("reduceLanes")))
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("fathom.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void noFileIsLong() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root())) {
            sources = files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .toList();
        }
        assertTrue(sources.size() > 50, "only " + sources.size() + " sources found under " + root());
        for (Path source : sources) {
            long lines = Files.readAllLines(source).size();
            assertTrue(
                    lines <= LONGEST_FILE,
                    source + " has " + lines + " lines, at most " + LONGEST_FILE + " are allowed");
        }
    }
}
