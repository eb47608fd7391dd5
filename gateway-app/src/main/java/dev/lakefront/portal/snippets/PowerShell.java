package dev.lakefront.portal.snippets;

import java.util.ArrayList;
import java.util.List;

/** For Windows PowerShell 5.1 and PowerShell 7. */
final class PowerShell implements Language {

    @Override
    public Label label() {
        return new Label(
                "powershell",
                "PowerShell",
                "call.ps1",
                "Windows PowerShell 5.1 or later, with the key in the environment variable " + KEY + ".");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return true;
    }

    @Override
    public String write(Target target, Content content) {
        ClientCall call = content.call();
        StringBuilder code = new StringBuilder();
        List<String> headers = new ArrayList<>();
        if (target.needsKey()) {
            headers.add("'X-API-Key' = $env:" + KEY);
        }
        call.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                headers.add(Quotes.powerShell(name) + " = " + Quotes.powerShell(value));
            }
        });
        code.append("$headers = @{ ").append(String.join("; ", headers)).append(" }\n");
        if (content.hasBody()) {
            // Windows PowerShell sends text in Latin-1.
            code.append("$body = [System.Text.Encoding]::UTF8.GetBytes(")
                    .append(Quotes.powerShell(content.text()))
                    .append(")\n");
        }
        code.append("Invoke-RestMethod -Method ")
                .append(call.method())
                .append(" -Uri ")
                .append(Quotes.powerShell(call.url()))
                .append(" -Headers $headers");
        if (content.hasBody()) {
            code.append(" `\n    -ContentType ")
                    .append(Quotes.powerShell(call.headers().getOrDefault("Content-Type", "application/json")))
                    .append(" -Body $body");
        }
        return code.append(" |\n    ConvertTo-Json -Depth 20\n").toString();
    }
}
