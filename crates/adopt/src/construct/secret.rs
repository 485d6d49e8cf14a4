use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, integer, is_true, number};
use crate::said::{Drafted, draft, say, text};
use crate::why::Why;

/// A secret that AWS makes up.
pub static SECRET: Matcher = Matcher {
    construct: "Secret",
    type_name: "AWS::SecretsManager::Secret",
    parts: alone,
    write,
};

/// How long secrets are where nothing is said.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html>
const LENGTH: i64 = 32;

fn write(secret: &Writing<'_>) -> Result<Drafted, Why> {
    let generated = secret.get("GenerateSecretString");
    let generated = generated.ok_or(Why::NoWord("a text that is given"))?;
    // The construct leaves punctuation out; where the template does not, all of it is written past it.
    let says = |name: &str| {
        let own = generated.get(name).and_then(Node::as_str);
        own.filter(|_| generated.get("ExcludePunctuation").is_some_and(is_true))
    };
    let length = generated
        .get("PasswordLength")
        .map_or(Some(LENGTH), integer);
    let length = length.and_then(|length| u32::try_from(length).ok());
    let length = number(length.ok_or(Why::NoWord("a length that is no literal"))?);
    let mut draft = draft!(secretsmanager::Secret::generated(length));
    say!(draft.name?(secret.text("Name")));
    say!(draft.describe?(secret.text("Description")));
    say!(draft.exclude_characters?(
        says("ExcludeCharacters").map(text)
    ));
    let json = says("SecretStringTemplate").zip(says("GenerateStringKey"));
    if let Some((template, field)) = json {
        let (template, field) = (text(template), text(field));
        say!(draft.in_json(template, field));
    }
    say!(draft.encrypted_with?(secret.reference(
        "KmsKeyId",
        "AWS::KMS::Key",
        Some("Arn")
    )));
    match secret.resource.deletion_policy() {
        Some("Retain") => say!(draft.retain()),
        Some("RetainExceptOnCreate") => {}
        _ => say!(draft.disposable()),
    }
    Ok(draft.into())
}
