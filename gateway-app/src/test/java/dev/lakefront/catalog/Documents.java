package dev.lakefront.catalog;

import java.nio.charset.StandardCharsets;

/** Documents in the shapes that Databricks generates, reduced, with all their defects; and the smallest of others. */
final class Documents {

    static final byte[] TABULAR = bytes("""
        {"openapi":"3.1.0",
         "info":{"title":"churn","version":"7","x-team":"retention",
          "description":"Lives at https://adb-42.7.azuredatabricks.net/ml."},
         "servers":[{"url":"https://adb-42.7.azuredatabricks.net/serving-endpoints/churn"}],
         "externalDocs":{"url":"https://ADB-42.7.azuredatabricks.net/docs"},
         "paths":{"/served-models/churn-3/invocations":{"post":{
          "requestBody":{"content":{"application/json":{"schema":{"oneOf":[
           {"type":"object","properties":{
            "dataframe_split":{"type":"object","properties":{
             "columns":{"description":"required fields: age","type":"array",
              "items":{"type":"string","enum":["age","spend","city"]}},
             "data":{"type":"array","items":{"type":"array","prefixItems":[
              {"type":"integer","format":"int64"},{"type":"number","format":"double"},{"type":"string"}]}}}},
            "params":{"type":"object","properties":{"cut":{"type":"number","default":"0.5"}}}},
            "examples":[{"columns":["age","spend","city"],"data":[[3,10.4,"abc"]]}]},
           {"type":"object","properties":{
            "dataframe_records":{"type":"array","items":{"type":"object","required":["age","spend","city"],
             "properties":{"age":{"type":"integer","format":"int64"},"spend":{"type":"number","format":"double"},
              "city":{"type":"string"},"other":{"type":"object","format":"unknown"}}}}}}]}}}},
          "responses":{"200":{"description":"Successful operation","content":{"application/json":{"schema":
           {"type":"object","properties":{"predictions":{"type":"array","items":{"type":"number"}}}}}}}}}}}}
        """);

    static final byte[] AGENT = bytes("""
        {"openapi":"3.1.0","info":{"title":"agent","version":"1"},
         "servers":[{"url":"https://adb-42.7.azuredatabricks.net/serving-endpoints/agent"}],
         "paths":{
          "/served-models/agent_1/invocations":{"post":{
           "requestBody":{"content":{"application/json":{"schema":{"oneOf":[
            {"type":"object","properties":{"dataframe_split":{"type":"object","properties":{
             "index":{"type":"array","items":{"type":"integer"}},
             "columns":{"description":"required fields: messages","type":"array",
              "items":{"type":"string","enum":["messages"]}},
             "data":{"type":"array","items":{"type":"array","prefixItems":[{"type":"array","items":
              {"required":["content","role"],"type":"object",
               "properties":{"content":{"type":"string"},"role":{"type":"string"}}}}]}}}}}},
            {"type":"object","properties":{"dataframe_records":{"type":"array","items":{"required":["messages"],
             "type":"object","properties":{"messages":{"type":"array","items":{"required":["content","role"],
              "type":"object","properties":{"content":{"type":"string"},"role":{"type":"string"}}}}}}}}}]}}}},
           "responses":{"200":{"description":"ok","content":{"application/json":{"schema":
            {"type":"object","properties":{"predictions":{"type":"array","items":{"type":"string"}}}}}}}}}},
          "/served-models/feedback/invocations":{"post":{
           "requestBody":{"content":{"application/json":{"schema":{"oneOf":[
            {"type":"object","properties":{"dataframe_records":{"type":"array","items":{"type":"object",
             "properties":{"request_id":{"type":"string"}}}}}}]}}}},
           "responses":{"200":{"description":"ok"}}}}}}
        """);

    static final byte[] FOUNDATION_MODEL = bytes("""
        {"openapi":"3.1.0","info":{"title":"assistant","version":"3"},
         "servers":[{"url":"https://adb-42.7.azuredatabricks.net/serving-endpoints/assistant"}],
         "paths":{"/served-models/llama-8b/invocations":{"post":{
          "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
           "messages":{"type":"array","items":{"type":"object","properties":{
            "role":{"type":"string","enum":["user","assistant"]},"content":{"type":"string"}}}},
           "max_tokens":{"type":"integer","nullable":true},
           "stop":{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],"nullable":true}}}}}},
          "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"object",
           "properties":{"choices":{"type":"array"},"usage":{"type":"object","nullable":true}}}}}}}}}}}
        """);

    private Documents() {}

    static byte[] operation(String path, String schema) {
        return bytes("""
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"%s":{"post":{
             "requestBody":{"content":{"application/json":{"schema":%s}}},"responses":{}}}}}
            """.formatted(path, schema));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
