//! What constructs of Amazon API Gateway report.

codes! {
    API101: "a key of a route that is none" {
        why: "an HTTP API takes `$default`, or a method and a path, in which variables are whole parts",
        fix: "write a key such as `GET /users/{id}` or `ANY /{proxy+}`",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
    }
    API102: "two routes of one API with one key" {
        why: "API Gateway makes the first of them and refuses the other, after minutes",
        fix: "leave one of them out, or give it another key",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
    }
    API103: "credentials for pages of any origin" {
        why: "a browser does not hand an answer for `*` to a page that has sent credentials",
        fix: "name the origins",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
    }
    API104: "a service behind an API that is found without a port" {
        why: "API Gateway asks Cloud Map for addresses and ports, and Amazon ECS tells ports where there are SRV records",
        fix: "discover it by SRV records, as `Discover::named(\"users\").srv()`",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
    }
    API105: "a VPC link without subnets" {
        why: "a link is network interfaces in subnets of its VPC",
        fix: "name them with `.subnets(...)`, or import the VPC with private ones",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
    }
    API106: "a listener that speaks TLS is spoken to in the clear" {
        why: "API Gateway speaks HTTP through a VPC link, unless it is told a server name",
        fix: "say the name of the certificate with `.tls(...)`",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
    }
    API107: "a limit for a route of an API that is imported" {
        why: "limits of routes stand in the stage, which is not of this program",
        fix: "say it where the API is made",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    }
    API108: "a certificate of another region than the API" {
        why: "the name of an API takes a certificate of its own region",
        fix: "request the certificate in the region of the API",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html",
    }
    API109: "an authorizer at another route than `$connect`" {
        why: "API Gateway asks an authorizer when a connection is made, and takes none at other routes of a WebSocket API",
        fix: "have it authorize the route `$connect`",
        link: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html",
    }
}
