package dev.lakefront.command;

/** Says why a command could not be done, in words for whoever typed it. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailed(String words) {
        super(words, null, false, false);
    }
}
