use stackwright_cfn::wafv2 as cfn;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Value, With, handle};

use super::reach::Reach;

/// Regular expressions that [rules](super::Statement::matches_any) share.
///
/// A change of its name, or of what it is for, replaces it.
///
/// # Findings
///
/// - `WAF101`: one for CloudFront in a stack that is not in `us-east-1`.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-regex-pattern-set-managing.html>
#[derive(Clone, Debug)]
pub struct RegexPatternSet {
    reach: Reach,
    patterns: Value<List<Str>>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
}

impl RegexPatternSet {
    /// These expressions, of at most 200 characters each, for what is regional.
    pub fn new(patterns: impl IntoValue<List<Str>>) -> Self {
        RegexPatternSet {
            reach: Reach::Regional,
            patterns: patterns.into_value(),
            name: None,
            description: None,
        }
    }

    /// A set that exists, by its ARN. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedRegexPatternSet {
        ImportedRegexPatternSet(arn.into_value())
    }

    /// For web ACLs of CloudFront, in a stack in `us-east-1` (`WAF101`).
    pub fn for_cloudfront(mut self) -> Self {
        self.reach = Reach::CloudFront;
        self
    }

    /// Names it. A named one cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for RegexPatternSet {
    type Handle = RegexPatternSetHandle;

    fn build(self, scope: Scope<'_>) -> RegexPatternSetHandle {
        self.reach.check_region("a set of patterns", scope);
        let set = cfn::RegexPatternSet::new()
            .with(self.name, |set, name| set.name(name))
            .with(self.description, |set, text| set.description(text))
            .scope(match self.reach {
                Reach::Regional => cfn::regex_pattern_set::Scope::Regional,
                Reach::CloudFront => cfn::regex_pattern_set::Scope::Cloudfront,
            })
            .regular_expression_list(self.patterns);
        scope.set_primary(scope.add("Resource", set));
        scope.set_data(self.reach);
        RegexPatternSetHandle::new(scope)
    }
}

/// A set that exists; see [`RegexPatternSet::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRegexPatternSet(Value<Str>);

impl Construct for ImportedRegexPatternSet {
    type Handle = RegexPatternSetHandle;

    fn build(self, scope: Scope<'_>) -> RegexPatternSetHandle {
        scope.define("Arn", self.0);
        RegexPatternSetHandle::new(scope)
    }
}

handle! {
    /// Names a set of regular expressions.
    pub struct RegexPatternSetHandle(cfn::RegexPatternSetHandle);
}
