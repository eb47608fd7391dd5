package dev.lakefront.demo;

import tools.jackson.databind.node.ObjectNode;

/** A model that an endpoint serves, as the endpoint's entry shows it. */
sealed interface Entity {

    /** The served name: a path segment, and the {@code served-model-name} of an answer. */
    String name();

    /** The share of the endpoint's traffic, in percent. */
    int traffic();

    /** What the list of endpoints shows of it. */
    ObjectNode brief();

    /** A model or an agent of the registry. */
    record Registered(String name, String entityName, String version, int traffic) implements Entity {
        @Override
        public ObjectNode brief() {
            return Json.object()
                    .put("name", name)
                    .put("entity_name", entityName)
                    .put("entity_version", version);
        }
    }

    /** A model that the platform itself offers. */
    record Foundation(String name, String displayName, String description) implements Entity {
        @Override
        public int traffic() {
            return 100;
        }

        @Override
        public ObjectNode brief() {
            String systemName = "system.ai." + name;
            ObjectNode entity = Json.object().put("name", name).put("entity_name", systemName);
            entity.putObject("foundation_model")
                    .put("name", systemName)
                    .put("display_name", displayName)
                    .put("description", description);
            return entity;
        }
    }

    /** A model that another provider serves. */
    record External(String name, String provider, String task) implements Entity {
        @Override
        public int traffic() {
            return 100;
        }

        @Override
        public ObjectNode brief() {
            ObjectNode entity = Json.object().put("name", name);
            entity.putObject("external_model")
                    .put("provider", provider)
                    .put("name", name)
                    .put("task", task);
            return entity;
        }
    }
}
