package dev.lakefront.redis;

/** Is told that Redis answers, a few times a second while it does; may not block for long. */
public interface RedisListener {

    /**
     * @param anew whether Redis did not answer before, or had forgotten this replica and so perhaps all it was told
     */
    void answers(boolean anew);
}
