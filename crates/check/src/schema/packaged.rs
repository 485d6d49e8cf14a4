//! Files beside the template, which a command uploads before it is deployed.

/// Where `aws cloudformation package` takes a path, puts what is there into a bucket, and writes its
/// place instead. Of the types of SAM and of
/// nested stacks nothing is said: those are always packaged, and a path is what people write.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html>
const PLACES: [(&str, &[&str]); 12] = [
    ("AWS::ApiGateway::RestApi", &["BodyS3Location"]),
    (
        "AWS::AppSync::FunctionConfiguration",
        &[
            "CodeS3Location",
            "RequestMappingTemplateS3Location",
            "ResponseMappingTemplateS3Location",
        ],
    ),
    ("AWS::AppSync::GraphQLSchema", &["DefinitionS3Location"]),
    (
        "AWS::AppSync::Resolver",
        &[
            "CodeS3Location",
            "RequestMappingTemplateS3Location",
            "ResponseMappingTemplateS3Location",
        ],
    ),
    ("AWS::CloudFormation::ModuleVersion", &["ModulePackage"]),
    (
        "AWS::CloudFormation::ResourceVersion",
        &["SchemaHandlerPackage"],
    ),
    ("AWS::CodeCommit::Repository", &["S3"]),
    (
        "AWS::ElasticBeanstalk::ApplicationVersion",
        &["SourceBundle"],
    ),
    ("AWS::Glue::Job", &["ScriptLocation"]),
    ("AWS::Lambda::Function", &["Code"]),
    ("AWS::Lambda::LayerVersion", &["Content"]),
    (
        "AWS::StepFunctions::StateMachine",
        &["DefinitionS3Location"],
    ),
];

/// The properties of a type, at any depth, that may name such a file.
pub(super) fn properties(type_name: &str) -> &'static [&'static str] {
    let found = PLACES.binary_search_by(|(name, _)| (*name).cmp(type_name));
    found
        .ok()
        .and_then(|index| PLACES.get(index))
        .map_or(&[], |(_, names)| names)
}

/// Whether a text is a path to a file: no address, and nothing that is put in at deployment.
pub(super) fn is_local(text: &str) -> bool {
    !(text.is_empty() || text.contains("://") || text.contains("${") || text.contains("{{"))
}

#[cfg(test)]
mod tests {
    use super::PLACES;

    #[test]
    fn places_can_be_searched() {
        assert!(PLACES.is_sorted());
    }
}
