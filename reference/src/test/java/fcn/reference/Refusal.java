package fcn.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The one line with which bad input is refused. */
public final class Refusal {
    private Refusal() {}

    /** Runs what must be refused; the message, which has no line break, is to be looked at. */
    public static AbstractStringAssert<?> of(ThrowingCallable action) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, action);
        assertThat(refusal).as("nothing was refused").isNotNull();
        return assertThat(refusal.getMessage()).doesNotContain("\n", "\r");
    }
}
