use stackwright_core::{Expr, Text};

/// A part of a request, and what is done to it before it is looked at, so that nobody hides something
/// by spelling it otherwise.
///
/// ```
/// use stackwright_aws::wafv2::Part;
///
/// let agent = Part::header("user-agent").lowercase();
/// let query = Part::query().transform("URL_DECODE").transform("HTML_ENTITY_DECODE");
/// ```
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-fields.html>
#[derive(Clone, Debug)]
pub struct Part {
    field: Expr,
    transforms: Vec<Text>,
}

impl Part {
    /// The path.
    pub fn path() -> Self {
        Part::whole("UriPath")
    }

    /// The query.
    pub fn query() -> Self {
        Part::whole("QueryString")
    }

    /// The values of all parameters of the query.
    pub fn query_values() -> Self {
        Part::whole("AllQueryArguments")
    }

    /// The method.
    pub fn method() -> Self {
        Part::whole("Method")
    }

    /// A header.
    pub fn header(name: impl Into<Text>) -> Self {
        Part::named("SingleHeader", name.into())
    }

    /// A parameter of the query.
    pub fn query_value(name: impl Into<Text>) -> Self {
        Part::named("SingleQueryArgument", name.into())
    }

    /// The body: of a longer one the first kilobytes, which are how many depends on what is protected.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html>
    pub fn body() -> Self {
        Part::large("Body", Expr::object([] as [(&str, Expr); 0]))
    }

    /// All values in a body that is JSON.
    pub fn json_body() -> Self {
        let all = Part::all_of("VALUE");
        Part::large("JsonBody", all)
    }

    /// All cookies, of long ones the beginning.
    pub fn cookies() -> Self {
        Part::large("Cookies", Part::all_of("ALL"))
    }

    /// All headers, of long ones the beginning.
    pub fn headers() -> Self {
        Part::large("Headers", Part::all_of("ALL"))
    }

    fn whole(field: &'static str) -> Self {
        Part::of(field, Expr::object([] as [(&str, Expr); 0]))
    }

    fn named(field: &'static str, name: Text) -> Self {
        Part::of(field, Expr::object([("Name", Expr::Str(name))]))
    }

    fn all_of(scope: &'static str) -> Expr {
        let all = Expr::object([("All", Expr::object([] as [(&str, Expr); 0]))]);
        Expr::object([("MatchPattern", all), ("MatchScope", Expr::from(scope))])
    }

    /// What is too large is looked at as far as it goes.
    fn large(field: &'static str, mut settings: Expr) -> Self {
        if let Expr::Map(settings) = &mut settings {
            settings.set("OversizeHandling", Expr::from("CONTINUE"));
        }
        Part::of(field, settings)
    }

    fn of(field: &'static str, settings: Expr) -> Self {
        Part {
            field: Expr::object([(field, settings)]),
            transforms: Vec::new(),
        }
    }

    /// In small letters.
    pub fn lowercase(self) -> Self {
        self.transform("LOWERCASE")
    }

    /// Without the percent signs of URLs.
    pub fn url_decode(self) -> Self {
        self.transform("URL_DECODE")
    }

    /// Changed as AWS calls it, as `HTML_ENTITY_DECODE`; said again, after the one before.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html>
    pub fn transform(mut self, transformation: impl Into<Text>) -> Self {
        self.transforms.push(transformation.into());
        self
    }

    /// What a statement says of it, besides these settings of its own.
    pub(super) fn object<const N: usize>(self, settings: [(&'static str, Expr); N]) -> Expr {
        let [field, transforms] = self.settings();
        Expr::object(settings.into_iter().chain([field, transforms]))
    }

    fn settings(self) -> [(&'static str, Expr); 2] {
        let mut transforms = self.transforms;
        if transforms.is_empty() {
            transforms.push(Text::Borrowed("NONE"));
        }
        let transforms = transforms.into_iter().zip(0_i64..);
        let transforms = transforms.map(|(name, priority)| {
            Expr::object([("Priority", Expr::Int(priority)), ("Type", Expr::Str(name))])
        });
        [
            ("FieldToMatch", self.field),
            ("TextTransformations", Expr::List(transforms.collect())),
        ]
    }
}
