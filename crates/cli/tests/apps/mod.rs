//! Small apps, in a file of their own: findings show the lines.

use stackwright_core::{
    App, Diagnostic, Output, Parameter, RawResource, Severity, Str, Value, sub,
};

/// A type without tags and without much to say about it, so that few rules are.
pub const WAIT: &str = "AWS::CloudFormation::WaitCondition";

/// `Web` needs `Registry`, and is made first.
pub fn good(app: &App) {
    let web = app.stack("Web");
    let registry = app.stack("Registry");
    let repo = registry.add("Repo", RawResource::new(WAIT));
    let uri: Value<Str> = repo.attribute("Data");
    web.add("Wait", RawResource::new(WAIT));
    let env = web.add("Env", Parameter::string().default("dev"));
    web.add("Image", Output::new(sub!("{uri}:{env}")));
}

/// Two errors, a warning and a remark.
pub fn wrong(app: &App) {
    let web = app.stack("Web");
    web.report(Diagnostic::warning("TST2", "odd"));
    web.report(Diagnostic::new("TST3", Severity::Info, "by the way"));
    app.stack("Api").name("Web");
    web.add("Two words", Parameter::string());
    web.add("Twowords", Parameter::string());
}

/// A warning.
pub fn odd(app: &App) {
    app.stack("Web")
        .report(Diagnostic::warning("TST2", "odd").help("even it out"));
}
