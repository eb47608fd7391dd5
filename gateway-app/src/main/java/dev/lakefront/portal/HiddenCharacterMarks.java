package dev.lakefront.portal;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.subscription.HiddenCharacters;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Makes characters visible, on every page, that would otherwise turn or hide what stands beside them: titles and names are
 * written by others. What stands in an editor stays as it is, because it is sent from there.
 */
@Component
@ConditionalOnPortal
class HiddenCharacterMarks extends AbstractDialect implements IPostProcessorDialect {

    private static final int LAST = 10_000;

    HiddenCharacterMarks() {
        super("hidden-character-marks");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Marking.class, LAST));
    }

    /** Sees each piece of a page after all of the template's own work; Thymeleaf makes one for each page. */
    public static final class Marking extends AbstractTemplateHandler {

        private static final String EDITOR = "textarea";

        private boolean inEditor;

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            inEditor |= tag.getElementCompleteName().equals(EDITOR);
            super.handleOpenElement(tag);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            inEditor &= !tag.getElementCompleteName().equals(EDITOR);
            super.handleCloseElement(tag);
        }

        @Override
        public void handleText(IText text) {
            String written = text.getText();
            String shown = inEditor ? written : HiddenCharacters.shown(written);
            super.handleText(
                    shown.equals(written)
                            ? text
                            : getContext().getModelFactory().createText(shown));
        }
    }
}
