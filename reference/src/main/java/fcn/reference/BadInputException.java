package fcn.reference;

/**
 * Something a person gave us (a file, an argument, a network) cannot be used. The message is one
 * line that names the file, the place in it and what to do; commands print it and end with status
 * 2.
 */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
