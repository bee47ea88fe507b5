namespace Digest.EndToEnd.Email;

/// <summary>The editions that every check is made on.</summary>
internal static class Recipes
{
    public static IReadOnlyDictionary<string, Recipe> All { get; } = new Dictionary<string, Recipe>
    {
        ["sample"] = Sample(),
        ["maximum"] = FullMorning.Recipe,
        ["title"] = Title(),
        ["arabic"] = Arabic(),
        ["korean"] = Korean(),
        ["hostile"] = HostileFeeds.Recipe,
    };

    /// <summary>The top of a configuration with one topic of one feed.</summary>
    public static string OneTopic(string title, string topic, string language = "en", string url = "") => $"""
        title = "{title}"
        from = "{title} <{Recipe.Sender}>"
        timezone = "Asia/Seoul"
        language = "{language}"

        [[topics]]
        name = "{topic}"
        feeds = ["file:feed.xml"]
        url = "{url}"
        max_stories = 4

        [[subscribers]]
        email = "reader@example.org"
        name = "A Reader"
        topics = ["{topic}"]
        """;

    private static Recipe Sample() => new(
        "Daily Digest",
        File.ReadAllText(Path.Combine(Sources.Seeds, "north-korea.toml")),
        Directory.GetFiles(Path.Combine(Sources.Seeds, "feeds")).ToDictionary(file => Path.Combine("feeds", Path.GetFileName(file)), File.ReadAllText))
    {
        Standfirsts = ["South Korea’s spy agency has told lawmakers", "Asked by reporters, the Russian defence minister", "Washington, Tokyo and Seoul will consult"],
    };

    private static Recipe Title() => new(
        "Daily Digest",
        OneTopic("Daily Digest", "Quiet days"),
        new Dictionary<string, string> { ["feed.xml"] = Rss.Feed("", new Item("A headline, and nothing but a headline")) })
    {
        Dkim = DkimPair.Ed25519,
    };

    private static Recipe Arabic() => new(
        "Daily Digest",
        OneTopic("Daily Digest", "الشرق الأوسط", url: "https://example.org/middle-east"),
        new Dictionary<string, string>
        {
            ["feed.xml"] = Rss.Feed(
                "صحيفة المثال",
                Story("ar/1", "مجلس الأمن يعقد جلسة طارئة لبحث الأوضاع في السودان", "قال دبلوماسيون إن المجلس سيستمع إلى إحاطة من الأمين العام قبل أن يصوت على مشروع قرار يدعو إلى وقف فوري لإطلاق النار وفتح ممرات إنسانية."),
                Story("ar/2", "شركة OpenAI توقع اتفاقا مع جامعة القاهرة بقيمة 25 مليون دولار", "يشمل الاتفاق مركزا للأبحاث في مجال artificial intelligence وتدريب 1,200 طالب حتى عام 2027.", "technology"),
                Story("ar/3", "Brent crude: أسعار النفط ترتفع 3.5% بعد قرار OPEC+ خفض الإنتاج", "ارتفع خام برنت إلى 88.55 دولارا للبرميل."),
                Story("ar/4", "هل يمكن أن تمطر السماء في الصحراء؟", "خبراء المناخ (IPCC) يجيبون عن السؤال."),
                Story("en/5", "Cairo’s book fair opens under the motto «نقرأ معا»", "Publishers from forty countries show their books; the word of the year is «كلمة»."),
                Story("ar/6", "قصة أخرى لا مكان لها في القائمة", "تعد ضمن البقية.")),
        })
    {
        Dkim = DkimPair.Ed25519,
        LeaveUrl = "https://example.org/leave/{token}",
        Standfirsts = ["قال دبلوماسيون إن المجلس", "يشمل الاتفاق مركزا", "خبراء المناخ"],
    };

    private static Recipe Korean() => new(
        "아침 다이제스트",
        OneTopic("아침 다이제스트", "한반도", "ko", "https://example.org/korea"),
        new Dictionary<string, string>
        {
            ["feed.xml"] = Rss.Feed(
                "한강일보",
                Story("ko/1", "국정원 “러시아, 북한에 중국과의 연합 해상훈련 제안한 듯”", "국가정보원은 세르게이 쇼이구 러시아 국방장관이 7월 방북 당시 김정은 국무위원장에게 북·중·러 연합훈련을 공식 제안한 것으로 보인다고 국회 정보위원회에 보고했다. 성사되면 북한이 다른 나라와 함께하는 첫 연합훈련이 된다.", "국방"),
                Story("ko/2", "태풍 ‘하이쿠이’ 대만 상륙…수만 가구 정전", "중앙기상국은 최대 풍속이 초속 43m에 이른다고 밝혔다. 남동부 해안 주민 7천여 명이 대피했다."),
                Story("ko/3", "서울 아파트값 15주 연속 상승", "한국부동산원에 따르면 서울의 주간 아파트 매매가격은 0.13% 올랐다."),
                Story("ko/4", "AI 반도체 HBM3E 양산 경쟁, SK hynix·Samsung Electronics 앞서거니 뒤서거니", "NVIDIA의 차세대 GPU에 들어갈 고대역폭메모리를 두고 두 회사가 경쟁한다."),
                Story("ko/5", "목록에 들어가지 못하는 다섯째 소식", "나머지로 셈한다."),
                Story("ko/6", "목록에 들어가지 못하는 여섯째 소식", "나머지로 셈한다.")),
        })
    {
        Standfirsts = ["국가정보원은 세르게이", "중앙기상국은 최대 풍속이", "한국부동산원에 따르면"],
    };

    private static Item Story(string path, string title, string standfirst, string? category = null) => new(title)
    {
        Standfirst = standfirst,
        Link = $"https://example.org/{path}",
        Published = Recipe.Moment.UtcDateTime.AddMinutes(-30 * int.Parse(path[^1..], System.Globalization.CultureInfo.InvariantCulture)),
        Category = category,
        Image = $"https://images.example.org/{path}.jpg",
    };
}
