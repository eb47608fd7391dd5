package dev.lakefront.demo;

import java.util.Set;

/** A model of the simulated workspace: what its endpoint looks like, and what it answers. */
sealed interface DemoModel permits IrisModel, RagModel, AssistantModel, EmbedModel {

    EndpointCard card();

    /** The kinds of path on which it answers, besides {@code invocations}. */
    Set<Dialect> speaks();

    /** The answer to one call; throws {@link Refusal} for input that the model cannot use. Never blocks. */
    Reply answer(ModelCall call);
}
