use stackwright_core::StackTemplate;

/// How a template is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON, indented by two spaces, with functions in their long form.
    #[default]
    Json,
    /// YAML, with functions in their short form, as `!Ref`. CloudFormation takes it; the CDK CLI
    /// lists such stacks, and reads templates in JSON only.
    Yaml,
}

impl Format {
    /// What the names of files in this format end with, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Yaml => "yaml",
        }
    }

    /// A stack's template as text, with a line end at its end. The same template gives the same
    /// bytes.
    pub fn render(self, stack: &StackTemplate) -> String {
        match self {
            Format::Json => stack.template.to_json(),
            Format::Yaml => stack.template.to_yaml(),
        }
    }
}
