package fcn.benchmarks.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** The JVM that the launcher starts is asked for what the launcher was; warm alone is its own. */
class ArgumentsPassThrough {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static List<String> started(String... arguments) throws Exception {
        return Launcher.command(JAVA, arguments);
    }

    private static List<String> passed(String... arguments) throws Exception {
        List<String> command = started(arguments);
        return command.subList(command.indexOf("fcn.benchmarks.command.Main") + 1, command.size());
    }

    private static boolean keepsWhatItLearns(String... arguments) throws Exception {
        return started(arguments).stream().anyMatch(o -> o.startsWith("-XX:AOTCacheOutput="));
    }

    @Test
    void none() throws Exception {
        assertThat(passed()).isEmpty();
        assertThat(keepsWhatItLearns()).isFalse();
    }

    @Test
    void aCommands() throws Exception {
        assertThat(passed("time", "--runs", "3")).containsExactly("time", "--runs", "3");
        assertThat(keepsWhatItLearns("time", "--runs", "3")).isFalse();
    }

    @Test
    void thoseThatFollowWarm() throws Exception {
        assertThat(passed("warm", "segment", "a.jpg")).containsExactly("segment", "a.jpg");
        assertThat(keepsWhatItLearns("warm", "segment", "a.jpg")).isTrue();
        assertThat(passed("warm")).containsExactly("warm");
        assertThat(keepsWhatItLearns("warm")).isTrue();
    }

    @Test
    void warmsOwnHelp() throws Exception {
        assertThat(passed("warm", "--help")).containsExactly("warm", "--help");
        assertThat(keepsWhatItLearns("warm", "--help")).isFalse();
    }

    /** In its environment: among its options it would be part of every record. */
    @Test
    void whenItWasCalled() throws Exception {
        List<String> command = started("time");
        long called = Long.parseLong(Launcher.process(command).environment().get("FCN_CALLED"));
        assertThat(System.currentTimeMillis() - called).isBetween(0L, 3_600_000L);
        assertThat(command).noneMatch(option -> option.contains(String.valueOf(called)));
    }
}
