/// An intrinsic function of CloudFormation.
///
/// `Fn::ForEach` is not among them: it stands as a key (`Fn::ForEach::Name`) beside others and
/// is kept as such, as is `Fn::Transform` where it stands beside other keys.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Function {
    /// `Ref`: the value of a parameter, or what a resource type returns.
    Ref,
    /// `Condition`: the value of a named condition, inside other conditions.
    Condition,
    /// `Fn::And`
    And,
    /// `Fn::Base64`
    Base64,
    /// `Fn::Cidr`
    Cidr,
    /// `Fn::Contains`, in rules.
    Contains,
    /// `Fn::EachMemberEquals`, in rules.
    EachMemberEquals,
    /// `Fn::EachMemberIn`, in rules.
    EachMemberIn,
    /// `Fn::Equals`
    Equals,
    /// `Fn::FindInMap`
    FindInMap,
    /// `Fn::GetAtt`
    GetAtt,
    /// `Fn::GetAZs`
    GetAZs,
    /// `Fn::GetStackOutput`
    GetStackOutput,
    /// `Fn::If`
    If,
    /// `Fn::ImportValue`
    ImportValue,
    /// `Fn::Join`
    Join,
    /// `Fn::Length`, of the transform `AWS::LanguageExtensions`.
    Length,
    /// `Fn::Not`
    Not,
    /// `Fn::Or`
    Or,
    /// `Fn::RefAll`, in rules.
    RefAll,
    /// `Fn::Select`
    Select,
    /// `Fn::Split`
    Split,
    /// `Fn::Sub`
    Sub,
    /// `Fn::ToJsonString`, of the transform `AWS::LanguageExtensions`.
    ToJsonString,
    /// `Fn::Transform`
    Transform,
    /// `Fn::ValueOf`, in rules.
    ValueOf,
    /// `Fn::ValueOfAll`, in rules.
    ValueOfAll,
}

impl Function {
    /// Every function.
    pub const ALL: [Function; 27] = [
        Function::Ref,
        Function::Condition,
        Function::And,
        Function::Base64,
        Function::Cidr,
        Function::Contains,
        Function::EachMemberEquals,
        Function::EachMemberIn,
        Function::Equals,
        Function::FindInMap,
        Function::GetAtt,
        Function::GetAZs,
        Function::GetStackOutput,
        Function::If,
        Function::ImportValue,
        Function::Join,
        Function::Length,
        Function::Not,
        Function::Or,
        Function::RefAll,
        Function::Select,
        Function::Split,
        Function::Sub,
        Function::ToJsonString,
        Function::Transform,
        Function::ValueOf,
        Function::ValueOfAll,
    ];

    /// The long form: the key in JSON, as `Fn::GetAtt`.
    pub const fn name(self) -> &'static str {
        match self {
            Function::Ref => "Ref",
            Function::Condition => "Condition",
            Function::And => "Fn::And",
            Function::Base64 => "Fn::Base64",
            Function::Cidr => "Fn::Cidr",
            Function::Contains => "Fn::Contains",
            Function::EachMemberEquals => "Fn::EachMemberEquals",
            Function::EachMemberIn => "Fn::EachMemberIn",
            Function::Equals => "Fn::Equals",
            Function::FindInMap => "Fn::FindInMap",
            Function::GetAtt => "Fn::GetAtt",
            Function::GetAZs => "Fn::GetAZs",
            Function::GetStackOutput => "Fn::GetStackOutput",
            Function::If => "Fn::If",
            Function::ImportValue => "Fn::ImportValue",
            Function::Join => "Fn::Join",
            Function::Length => "Fn::Length",
            Function::Not => "Fn::Not",
            Function::Or => "Fn::Or",
            Function::RefAll => "Fn::RefAll",
            Function::Select => "Fn::Select",
            Function::Split => "Fn::Split",
            Function::Sub => "Fn::Sub",
            Function::ToJsonString => "Fn::ToJsonString",
            Function::Transform => "Fn::Transform",
            Function::ValueOf => "Fn::ValueOf",
            Function::ValueOfAll => "Fn::ValueOfAll",
        }
    }

    /// The short form without its `!`: the tag in YAML, as `GetAtt`.
    pub fn tag(self) -> &'static str {
        let name = self.name();
        name.strip_prefix("Fn::").unwrap_or(name)
    }

    /// The function with this long form.
    pub fn from_name(name: &str) -> Option<Self> {
        // Asked of every key of a file, few of which are functions.
        let perhaps = name.starts_with("Fn::") || matches!(name, "Ref" | "Condition");
        let mut all = Function::ALL.into_iter();
        all.find(|f| perhaps && f.name() == name)
    }

    /// The function with this short form, given without its `!`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let fits = |length: usize| length == tag.len() || length == tag.len() + "Fn::".len();
        let mut all = Function::ALL.into_iter();
        all.find(|f| fits(f.name().len()) && f.tag() == tag)
    }
}
