package fathom.bench.peer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The process of a {@link Guest}: makes its work, then answers one question a line until its input ends. */
final class GuestMain {

    private GuestMain() {}

    /** The name of a {@link Work.Maker}, then its arguments. */
    public static void main(String[] arguments) throws Throwable {
        Work.Maker maker = (Work.Maker)
                Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        Work work = maker.make(Arrays.copyOfRange(arguments, 1, arguments.length));
        say("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = questions.readLine()) != null; ) {
            String[] words = line.split(" ");
            say(
                    switch (words[0]) {
                        case "turn" -> Double.toString(work.seconds(Integer.parseInt(words[1])));
                        case "warm" ->
                            Double.toString(work.warmUp(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
                        case "kernels" -> work.kernels();
                        default -> throw new IllegalArgumentException(line);
                    });
        }
        System.exit(0);
    }

    private static void say(String answer) {
        System.out.println("\n" + Guest.ANSWER + answer);
        System.out.flush();
    }
}
