package fcn.benchmarks.command;

import fcn.reference.BadInputException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a person sees when something went wrong, one line, and the exit status. */
final class Failures {
    static final int CHECK_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int OWN_FAULT = 70;

    private Failures() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String suggestion = "";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            suggestion = "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        line.getErr()
                .println(
                        "fcn: "
                                + oneLine(e.getMessage())
                                        .replace("is not a double", "is not a number")
                                        .replace("option option", "option")
                                + suggestion
                                + " (see: "
                                + line.getCommandSpec().qualifiedName()
                                + " --help)");
        return BAD_INPUT;
    }

    static int execution(Exception e, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        switch (e) {
            case BadInputException bad -> err.println("fcn: " + what(bad));
            case FileSystemException file -> err.println("fcn: " + what(file));
            default -> {
                err.println("fcn: " + ownFault(e));
                return OWN_FAULT;
            }
        }
        return BAD_INPUT;
    }

    /** What is wrong with an input, in a line. */
    static String what(BadInputException e) {
        return oneLine(e.getMessage());
    }

    /** Says what an exhausted heap needs. */
    static BadInputException heap(OutOfMemoryError error) {
        return new BadInputException(
                "not enough heap: this JVM has at most "
                        + Units.bytes(Runtime.getRuntime().maxMemory())
                        + "; give it more, as in FCN_JAVA_OPTS=-Xmx8g",
                error);
    }

    /** What is wrong with a file, in a line. */
    static String what(FileSystemException e) {
        String problem =
                switch (e) {
                    case NoSuchFileException missing -> "there is no such file or folder";
                    case AccessDeniedException denied -> "it may not be read or written";
                    case FileAlreadyExistsException taken -> "a file of that name is in the way";
                    default -> e.getReason() == null ? "it cannot be used" : e.getReason();
                };
        return e.getFile() + ": " + oneLine(problem);
    }

    private static String ownFault(Exception e) {
        String what = "this is a fault of ours: " + oneLine(e.toString());
        try {
            Path trace = Files.createTempFile("fcn-fault-", ".txt");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(trace))) {
                e.printStackTrace(writer);
            }
            return what + "; please report it with " + trace;
        } catch (IOException unwritable) {
            return what;
        }
    }

    private static String oneLine(String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
